using Microsoft.AspNetCore.Components;

namespace Jisr.Ui.Parts;

/// <summary>A component that is drawn when it has read all it shows. The framework's own would be drawn once in the middle
/// of its reading as soon as the database makes it wait: pages that never wait on SQLite would fail on PostgreSQL.</summary>
public abstract class WholeComponent : ComponentBase
{
    private bool begun;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!begun)
        {
            begun = true;
            OnInitialized();
            await OnInitializedAsync();
        }
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
