namespace Jisr.Ui.Parts;

/// <summary>How far a step is.</summary>
public enum StepState
{
    NotStarted,
    InProgress,
    Done,
    Blocked,
}

/// <summary>A line of a task list.</summary>
public sealed record Step(string Text, string? Address, StepState State);

/// <summary>A line of a list of answers: the question, the answer, and where to change it.</summary>
public sealed record AnswerLine(string Question, string? Text, string? ChangeAddress = null, string? Dir = null);
