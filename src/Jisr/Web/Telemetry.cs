using System.Net;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Jisr.Web;

/// <summary>Traces and metrics by OpenTelemetry; <c>/metrics</c> for a scraper. Nothing personal is measured.</summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder)
    {
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("jisr"))
            .WithMetrics(m =>
                m.AddMeter(Kernel.Commands.Telemetry.Name)
                    .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                    .AddPrometheusExporter()
            )
            .WithTracing(t => t.AddSource(Kernel.Commands.Telemetry.Name).AddAspNetCoreInstrumentation());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
            telemetry.UseOtlpExporter();
    }

    /// <summary>A scraper beside the program only. What a proxy passed on came from the street, even where the
    /// operator forgot to say that there is a proxy.</summary>
    public static bool MayScrape(HttpContext http) =>
        http.Request.Path == "/metrics"
        && http.Connection.RemoteIpAddress is { } from
        && IPAddress.IsLoopback(from)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For")
        && !http.Request.Headers.ContainsKey("X-Original-For")
        && !http.Request.Headers.ContainsKey("Forwarded");
}
