using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Microsoft.AspNetCore.Components;

namespace Jisr.Ui.Forms;

/// <summary>What all fields share: label, hint, error, and the ids that tie them together for a screen reader.</summary>
public abstract class FieldFrame : ComponentBase
{
    [Inject]
    private Words Shared { get; set; } = null!;

    [Inject]
    protected Says Say { get; set; } = null!;

    [CascadingParameter]
    protected FormState? Form { get; set; }

    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>One short sentence, no links.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>The question as it is read aloud, where a recording says it to her and the label speaks of her.</summary>
    [Parameter]
    public string? Spoken { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    protected string Id => FieldIds.Of(Name);

    protected Problem? Problem => Form?.At(Name);

    protected string? Invalid => Problem is null ? null : "true";

    protected string? DescribedBy
    {
        get
        {
            var ids = (Hint is null ? "" : Id + "-hint ") + (Problem is null ? "" : Id + "-error");
            return ids.Length == 0 ? null : ids.Trim();
        }
    }

    protected RenderFragment OptionalMark =>
        builder =>
        {
            if (!Optional)
                return;
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", "optional");
            builder.AddContent(2, Shared["(optional)"]);
            builder.CloseElement();
        };

    protected RenderFragment HintAndError =>
        builder =>
        {
            builder.OpenComponent<Parts.Speaker>(8);
            builder.AddComponentParameter(9, nameof(Parts.Speaker.Text), Spoken ?? Label);
            builder.CloseComponent();
            if (Hint is not null)
            {
                builder.OpenElement(0, "p");
                builder.AddAttribute(1, "class", "hint");
                builder.AddAttribute(2, "id", Id + "-hint");
                builder.AddContent(3, Hint);
                builder.CloseElement();
            }
            if (Problem is not null)
            {
                builder.OpenElement(4, "p");
                builder.AddAttribute(5, "class", "error");
                builder.AddAttribute(6, "id", Id + "-error");
                builder.AddContent(7, Say.Problem(Problem));
                builder.CloseElement();
            }
        };
}
