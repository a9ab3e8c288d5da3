namespace Jisr.Contracts.Access;

/// <summary>The own sign-in step of the most closed pages: who is signed in proves again that it is she.</summary>
public interface IStepUp
{
    /// <summary>True when she proved it within the last minutes, in this session, and it is not locked.</summary>
    bool IsProved { get; }

    /// <summary>The page on which she proves it, and which then leads back.</summary>
    string AddressFor(string backTo);
}
