using Jisr.Kernel.Access;
using Jisr.Kernel.Audit;
using Jisr.Kernel.Data;
using Jisr.Kernel.Modules;
using Jisr.Kernel.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People.Forms;

/// <summary>Who may bring forms and look at what came, and the services and routes of forms.</summary>
internal static class FormRights
{
    /// <summary>The pages of forms.</summary>
    public const string See = "form.see";

    public static Permissions AllowForms(this Permissions permissions) =>
        permissions
            .Allow(See, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager)
            .Allow(BringForm.Kind, Roles.ProgrammeManager)
            .Allow(PublishForm.Kind, Roles.ProgrammeManager)
            .Allow(DismissRecord.Kind, Roles.CentreWorker, Roles.UnitLead, Roles.ProgrammeManager);

    public static void AddServices(IServiceCollection services)
    {
        services.AddScoped<TakeForm>();
        services.AddScoped<KeepPictures>();
        services.AddScoped<Published>();
        services.AddScoped<MendRecord>();
        services.AddOptions<KoboSettings>().BindConfiguration("Jisr:Kobo");
        services.AddHttpClient<KoboClient>();
        services.AddScoped<PollKobo>();
    }

    public static void MapRoutes(IEndpointRouteBuilder routes)
    {
        OpenRosaDoor.Map(routes);
        routes
            .MapGet("/forms/pictures/{id:guid}", PictureAsync)
            .RequireAuthorization(new PermissionAttribute(See))
            .ExcludeFromDescription();
    }

    public static MenuLine MenuLine { get; } = new("Forms from outside", "/forms", See, 41, "import");

    private static async Task<IResult> PictureAsync(
        Guid id,
        JisrDb db,
        AccessGate gate,
        ICurrentActor current,
        Sealer sealer,
        ReadLog log,
        CancellationToken ct
    )
    {
        var picture = await db.Set<FormPicture>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        var record = picture is null
            ? null
            : await db.Set<FormRecord>().AsNoTracking().SingleAsync(r => r.Id == picture.RecordId, ct);
        if (record is null || !gate.May(await current.GetAsync(ct), See, Reach.Unit(record.UnitId)))
            return Results.NotFound();
        await log.WriteAsync(
            ReadAction.View,
            record.PartyId is { } party ? [party] : [],
            "photo",
            record.UnitId,
            "form",
            ct
        );
        return Results.Bytes(
            Convert.FromBase64String(sealer.Open(picture!.Bytes, FormPicture.Table, "bytes", picture.Id)),
            "image/webp"
        );
    }
}
