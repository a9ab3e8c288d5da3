using Jisr.Kernel.Access;
using Jisr.Kernel.Modules;
using Jisr.People.Units;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jisr.People;

/// <summary>People, known once; the places and units they live and register in; the programmes they join.</summary>
public sealed class PeopleModule : IModule
{
    public string Name => "People";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<UnitTree>();
        services.AddSingleton<IUnitTree>(s => s.GetRequiredService<UnitTree>());
    }
}
