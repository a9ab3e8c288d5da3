using Jisr.Access.Grants;
using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.Access;

/// <summary>Who signs in, and with which roles.</summary>
public sealed class AccessModule : IModule
{
    public string Name => "Access";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddAuthentication("app").AddCookie("app", o => o.Cookie.Name = "__Host-app");
    }

    public void Allow(Permissions permissions) =>
        permissions
            .Allow("user.add", Roles.Administrator)
            .Allow("role.grant", Roles.Administrator, Roles.ProgrammeManager);
}
