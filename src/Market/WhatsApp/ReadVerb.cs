using System.CommandLine;
using Jisr.Kernel.Commands;
using Jisr.Kernel.Language;
using Jisr.Kernel.Modules;
using Jisr.Market.Search;
using Jisr.Market.WhatsApp.Chats;
using Jisr.Market.WhatsApp.OrderTexts;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Market.WhatsApp;

/// <summary><c>whatsapp read FILE</c> (whatsapp.md §4.6): shows what is read and saves nothing. Ends with 0 when it was
/// read, 2 when the file, the catalogue or the shop could not be.</summary>
internal static class ReadVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "A chat (.txt or .zip), or one text" };
    private static readonly Option<bool> Pasted = new("--pasted") { Description = "FILE is one order text, no chat" };
    private static readonly Option<string?> Known = new("--known")
    {
        Description = "An earlier export of the same chat: only what it does not hold is shown",
    };
    private static readonly Option<string?> Order = Made();
    private static readonly Option<string?> Shop = new("--shop") { Description = "Propose from this shop's offers" };
    private static readonly Option<string?> Catalogue = new("--catalogue")
    {
        Description = "Propose from the products of this JSON file",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences" };

    public static Verb Make(IVerbHost host)
    {
        var command = new Command(
            "read",
            "Show how a chat or an order text is read; nothing is saved. Ends with 0 when it was read, 2 when the file, "
                + "the catalogue or the shop could not be."
        )
        {
            File,
            Pasted,
            Order,
            Known,
            Shop,
            Catalogue,
            Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Shop) is not null && result.GetValue(Catalogue) is not null)
                result.AddError("Give --shop or --catalogue, not both.");
        });
        command.SetAction((parsed, ct) => RunAsync(host, parsed, ct));
        return new Verb("whatsapp", command);
    }

    private static Option<string?> Made()
    {
        var order = new Option<string?>("--order") { Description = "Which part of a date is the day: dmy or mdy" };
        order.AcceptOnlyFromAmong("dmy", "mdy");
        return order;
    }

    private static async Task<int> RunAsync(IVerbHost host, ParseResult parsed, CancellationToken ct)
    {
        var output = new ReadOutput(parsed.InvocationConfiguration, parsed.GetValue(Json));
        try
        {
            // Only a shop's offers stand in the database; without them none is opened.
            if (parsed.GetValue(Shop) is not { } shop)
                return await ReadAsync(parsed, output, FromFile(parsed), ct);
            return await host.RunAsync(
                async (services, token) =>
                {
                    await using var scope = services.CreateAsyncScope();
                    var offers = await scope.ServiceProvider.GetRequiredService<ShopOffers>().OfAsync(shop, token);
                    return offers is null
                        ? await output.RefuseAsync("shop_unknown", $"No shop has the code {shop}.")
                        : await ReadAsync(parsed, output, offers, token);
                },
                ct
            );
        }
        catch (UnreadableChatException e)
        {
            return await output.RefuseAsync(e.Code, Say(e.Problem));
        }
        catch (FormatException e)
        {
            return await output.RefuseAsync("catalogue_unreadable", e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return await output.RefuseAsync("file_unreadable", e.Message);
        }
    }

    private static async Task<int> ReadAsync(
        ParseResult parsed,
        ReadOutput output,
        OrderCatalogue? catalogue,
        CancellationToken ct
    )
    {
        var file = Open(parsed.GetRequiredValue(File));
        if (parsed.GetValue(Pasted))
        {
            await output.WriteAsync(OrderTextReader.Read(file.Text, catalogue));
            return 0;
        }
        DateOrder? told = parsed.GetValue(Order) switch
        {
            "dmy" => DateOrder.Dmy,
            "mdy" => DateOrder.Mdy,
            _ => null,
        };
        var chat = ChatReader.Read(file.Text, told);
        if (parsed.GetValue(Known) is { } known)
        {
            var before = ChatKeys.Of("", ChatReader.Read(Open(known).Text, told).Messages).ToHashSet();
            chat = chat with { Messages = [.. ChatKeys.New("", chat.Messages, before)] };
        }
        var proposals = catalogue is null ? [] : ChatProposals.Of(chat.Messages, catalogue);
        await output.WriteAsync(chat, file.BrokenSigns, proposals, ct);
        return 0;
    }

    private static ChatFile Open(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return ChatFile.Open(stream);
    }

    private static OrderCatalogue? FromFile(ParseResult parsed) =>
        parsed.GetValue(Catalogue) is { } path ? OfferFile.Read(System.IO.File.ReadAllText(path)) : null;

    // The same words as on the page, without the services of the whole program.
    private static string Say(Problem problem) =>
        new Words([typeof(ReadVerb).Assembly, typeof(Words).Assembly]).Say("en", problem);
}
