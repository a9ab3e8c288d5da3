using System.Collections;
using System.Text.Json;
using Jisr.Kernel.Access;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Ids;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Testing;

/// <summary>Sends many commands as a file does: in chunks, by type. Commands are their modules' own, so the type is found
/// by its kind.</summary>
public static class FileDoor
{
    /// <param name="meanwhile">Done when the command at that place is read, which is some chunks before it is written.</param>
    public static async Task<IReadOnlyList<Answer>> SendManyAsync(
        JisrApp jisr,
        string kind,
        IReadOnlyList<(Guid Id, object Payload)> sent,
        int chunk = 200,
        (int At, Func<Task> Do)? meanwhile = null
    )
    {
        var command = jisr.Services.GetRequiredService<ModuleList>().Commands[kind];
        var envelope = typeof(Envelope<>).MakeGenericType(command);
        var envelopes = Array.CreateInstance(envelope, sent.Count);
        for (var i = 0; i < sent.Count; i++)
        {
            var payload = JsonSerializer.SerializeToElement(sent[i].Payload, CanonicalJson.Options);
            envelopes.SetValue(
                Activator.CreateInstance(
                    envelope,
                    new CommandId(sent[i].Id),
                    payload.Deserialize(command, CanonicalJson.Options)
                ),
                i
            );
        }
        object list = meanwhile is { } act
            ? Activator.CreateInstance(typeof(Interrupted<>).MakeGenericType(envelope), envelopes, act.At, act.Do)!
            : envelopes;
        var send = typeof(CommandPipeline).GetMethod(nameof(CommandPipeline.SendManyAsync))!.MakeGenericMethod(command);
        var pipeline = jisr.Services.GetRequiredService<CommandPipeline>();
        return await (Task<IReadOnlyList<Answer>>)
            send.Invoke(pipeline, [list, Actor.System, Door.File, chunk, CancellationToken.None])!;
    }

    private sealed class Interrupted<T>(T[] all, int at, Func<Task> act) : IReadOnlyList<T>
    {
        public T this[int index] => all[index];
        public int Count => all.Length;

        public IEnumerator<T> GetEnumerator()
        {
            for (var i = 0; i < all.Length; i++)
            {
                if (i == at)
                    Task.Run(act).GetAwaiter().GetResult();
                yield return all[i];
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
