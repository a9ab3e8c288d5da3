using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;

namespace Jisr.Layout;

/// <summary>The lines of the menu that an actor may follow.</summary>
internal static class MenuLines
{
    public static IReadOnlyList<MenuLine> LinesOf(this AccessGate gate, ModuleList modules, Actor actor) =>
        [
            .. modules
                .All.SelectMany(m => m.Menu())
                .Where(l => gate.HoldsAnywhere(actor, l.Permission))
                .OrderBy(l => l.Order),
        ];
}
