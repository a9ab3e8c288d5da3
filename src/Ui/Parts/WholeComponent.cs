using Microsoft.AspNetCore.Components;

namespace Jisr.Ui.Parts;

/// <summary>A component that is drawn when it has read all it shows, and reads while no other of the page does. The
/// framework's own would be drawn in the middle of its reading as soon as the database makes it wait, and would have
/// several read at once with one connection: pages that never wait on SQLite would fail on PostgreSQL. A page that is
/// not there is not drawn at all.</summary>
public abstract class WholeComponent : ComponentBase
{
    private bool begun;

    [Inject]
    private ReadingTurn Turn { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        using (await Turn.TakeAsync())
        {
            if (!begun)
            {
                begun = true;
                OnInitialized();
                await OnInitializedAsync();
            }
            OnParametersSet();
            await OnParametersSetAsync();
        }
        if (!Turn.IsOver)
            StateHasChanged();
    }
}

/// <summary>One at a time: whose turn it is to read for the page of this request.</summary>
public sealed class ReadingTurn : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public ReadingTurn(NavigationManager go) => go.OnNotFound += (_, _) => IsOver = true;

    /// <summary>A component said that there is no such page. What it would draw has no place any more, and drawing a
    /// form there is a fault.</summary>
    public bool IsOver { get; private set; }

    public async Task<IDisposable> TakeAsync()
    {
        await one.WaitAsync();
        return new Turn(one);
    }

    public void Dispose() => one.Dispose();

    private sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
