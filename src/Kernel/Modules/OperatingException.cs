namespace Jisr.Kernel.Modules;

/// <summary>Something the operator can put right: a missing key file, a damaged copy, a database that is too old. Its
/// message is for a person and is shown without a trace.</summary>
public sealed class OperatingException : InvalidOperationException
{
    public OperatingException() { }

    public OperatingException(string message)
        : base(message) { }

    public OperatingException(string message, Exception inner)
        : base(message, inner) { }
}
