using Microsoft.AspNetCore.Components;

namespace Jisr.Ui.Parts;

/// <summary>A component that is drawn when it has read all it shows, and reads while no other of the page does. The
/// framework's own would be drawn in the middle of its reading as soon as the database makes it wait, and would have
/// several read at once with one connection: pages that never wait on SQLite would fail on PostgreSQL. Of a page that
/// turns out not to be there nothing more is read or drawn.</summary>
public abstract class WholeComponent : ComponentBase
{
    private bool begun;

    [Inject]
    private ReadingTurn Turn { get; set; } = null!;

    [Inject]
    private NavigationManager Address { get; set; } = null!;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        // What comes after "there is no such page" belongs to the page that says so.
        var standsIn = Turn.IsOver;
        using (await Turn.TakeAsync(Address))
        {
            if (Turn.IsOver && !standsIn)
                return;
            if (!begun)
            {
                begun = true;
                OnInitialized();
                await OnInitializedAsync();
            }
            OnParametersSet();
            await OnParametersSetAsync();
        }
        if (standsIn || !Turn.IsOver)
            StateHasChanged();
    }
}

/// <summary>One at a time: whose turn it is to read for the page of this request.</summary>
public sealed class ReadingTurn : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private NavigationManager? address;
    private int readers;

    /// <summary>A component said that there is no such page. What it would draw has no place any more, and drawing a
    /// form there is a fault.</summary>
    public bool IsOver { get; private set; }

    public async Task<IDisposable> TakeAsync(NavigationManager from)
    {
        if (address is null)
        {
            address = from;
            from.OnNotFound += (_, _) => IsOver = true;
        }
        Interlocked.Increment(ref readers);
        await one.WaitAsync();
        return new Turn(this);
    }

    /// <summary>Waits until nobody reads. The framework leaves a page that is not there, or that sends her elsewhere, while
    /// its other parts still read; their connection must not be taken away under them.</summary>
    public async Task QuietAsync()
    {
        while (Volatile.Read(ref readers) > 0)
        {
            await one.WaitAsync();
            one.Release();
            await Task.Yield();
        }
    }

    public void Dispose() => one.Dispose();

    private sealed class Turn(ReadingTurn all) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref all.readers);
            all.one.Release();
        }
    }
}
