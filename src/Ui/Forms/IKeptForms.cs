using Microsoft.AspNetCore.Http;

namespace Jisr.Ui.Forms;

/// <summary>Keeps what was typed when a form cannot be sent now, so that she finds it again.</summary>
public interface IKeptForms
{
    /// <summary>The address of the same page with the typed text, or null when there is nothing to keep.</summary>
    Task<string?> KeepAsync(HttpContext http);
}

/// <summary>Addresses of this site, for "go back to": never another host.</summary>
public static class LocalAddress
{
    /// <summary>True for a path of this site.</summary>
    public static bool Is(string? to) =>
        to is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] && !to.Any(char.IsControl);

    /// <summary>The address when it is one of this site, otherwise the other.</summary>
    public static string Or(string? to, string otherwise) => Is(to) ? to! : otherwise;
}
