using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorDetector.Detection;
using ActorDetector.Http.Anomalies;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ActorDetector.Http;

/// <summary>How answers are written, and the OpenAPI document that says so.</summary>
internal static class ApiDocument
{
    /// <summary>Adds both to a face's services.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(Write);
        services.AddOpenApi("v1", document =>
        {
            document.AddDocumentTransformer((api, _, _) =>
            {
                api.Info = new OpenApiInfo
                {
                    Title = "ActorDetector",
                    Version = "v1",
                    Description = "Live logs in, anomalies out. Errors are problem details (RFC 9457). Where a token is needed, all but /healthz and /readyz want Authorization: Bearer TOKEN.",
                };
                return Task.CompletedTask;
            });
            document.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(Anomaly))
                    AnomalySchema.Describe(schema);
                return Task.CompletedTask;
            });
        });
    }

    private static void Write(JsonOptions json)
    {
        json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        json.SerializerOptions.Converters.Add(new AnomalyConverter());
    }
}
