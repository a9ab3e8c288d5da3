using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Data;
using Jisr.Kernel.Voices;
using Microsoft.EntityFrameworkCore;

namespace Jisr.People.Voices;

/// <summary>A text was read aloud and recorded; an earlier recording of the same words in the same voice goes.</summary>
internal sealed record AddVoice(string VoiceKind, string Text, byte[] Sound) : ICommand
{
    public static string Kind => "voice.add";
}

internal sealed class AddVoiceHandler(JisrDb db, SpokenTexts spoken) : IHandle<AddVoice>
{
    public Task<Reach> ReachAsync(AddVoice command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public void Check(AddVoice command, Problems problems, CommandScope scope)
    {
        if (!VoiceKinds.All.Contains(command.VoiceKind))
            problems.Add("voiceKind", "CHOICE_UNKNOWN");
        else if (!spoken.Of(VoiceKinds.LanguageOf(command.VoiceKind)).Contains(command.Text))
            problems.Add("text", "TEXT_NOT_SPOKEN");
        if (command.Sound is null or { Length: 0 })
            problems.Add("sound", "REQUIRED");
        else if (VoiceNote.Read(command.Sound, Voice.MostBytes).Error is { } error)
            problems.Add("sound", error);
    }

    public async Task<Outcome> HandleAsync(AddVoice command, CommandScope scope, CancellationToken ct)
    {
        var hash = Voice.HashOf(command.Text);
        await db.Set<Voice>().Where(v => v.Kind == command.VoiceKind && v.TextHash == hash).ExecuteDeleteAsync(ct);
        db.Add(
            new Voice
            {
                Id = scope.Id.Value,
                Kind = command.VoiceKind,
                Text = command.Text,
                TextHash = hash,
                MediaType = VoiceNote.Read(command.Sound, Voice.MostBytes).Type!,
                Bytes = command.Sound,
                AddedAt = scope.Now,
                AddedBy = scope.Actor.AccountId,
            }
        );
        scope.Stale(VoiceBook.Tag);
        return new Outcome.Done { Subject = scope.Id.Value };
    }
}

/// <summary>A recording is taken away.</summary>
internal sealed record RemoveVoice(Guid VoiceId) : ICommand
{
    public static string Kind => "voice.remove";
}

internal sealed class RemoveVoiceHandler(JisrDb db) : IHandle<RemoveVoice>
{
    public Task<Reach> ReachAsync(RemoveVoice command, CommandScope scope, CancellationToken ct) =>
        Task.FromResult(Reach.Anywhere);

    public async Task<Outcome> HandleAsync(RemoveVoice command, CommandScope scope, CancellationToken ct)
    {
        if (await db.Set<Voice>().Where(v => v.Id == command.VoiceId).ExecuteDeleteAsync(ct) == 0)
            return Outcome.No("NOT_FOUND");
        scope.Stale(VoiceBook.Tag);
        return new Outcome.Done { Subject = command.VoiceId };
    }
}
