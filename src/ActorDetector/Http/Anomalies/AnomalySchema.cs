using Microsoft.OpenApi;

namespace ActorDetector.Http.Anomalies;

/// <summary>Describes an anomaly's object, as <see cref="Detection.AnomalyJson"/> writes it.</summary>
internal static class AnomalySchema
{
    private static readonly (string Name, JsonSchemaType Type, string Description)[] Fields =
    [
        ("id", JsonSchemaType.String, "Names the anomaly"),
        ("time", JsonSchemaType.String | JsonSchemaType.Null, "The line's time, ISO 8601 with its offset; null when the log does not tell"),
        ("entity", JsonSchemaType.String, "The host, device or block that the line belongs to"),
        ("session", JsonSchemaType.String, "The entity's session that the line belongs to"),
        ("source", JsonSchemaType.String, "Where the line came from"),
        ("line", JsonSchemaType.Integer, "The number of the line there"),
        ("raw", JsonSchemaType.String, "The line as it arrived; bytes that are not UTF-8 replaced"),
        ("template", JsonSchemaType.String | JsonSchemaType.Null, "The line's template; null when training never saw it"),
        ("log_key", JsonSchemaType.Integer, "The line's log key"),
        ("detector", JsonSchemaType.String, "The detector that found it"),
        ("kind", JsonSchemaType.String, "In what way the pattern was broken"),
        ("score", JsonSchemaType.Number | JsonSchemaType.Null, "How surprising it is, in nats; null when without bound"),
        ("rank", JsonSchemaType.Integer, "The log key's place among all by probability, from 1"),
        ("probability", JsonSchemaType.Number | JsonSchemaType.Null, "How probable the log key was, 0 to 1"),
        ("model", JsonSchemaType.String, "The version of the model that judged"),
        ("explanation", JsonSchemaType.String, "The verdict in a sentence"),
    ];

    private static readonly (string Name, JsonSchemaType Type, string Description)[] ExpectedFields =
    [
        ("template", JsonSchemaType.String, "The template"),
        ("log_key", JsonSchemaType.Integer, "Its log key"),
        ("probability", JsonSchemaType.Number | JsonSchemaType.Null, "How probable it was, 0 to 1"),
    ];

    /// <summary>Describes it.</summary>
    public static void Describe(OpenApiSchema schema)
    {
        Fill(schema, Fields);
        schema.Description = "A verdict worth telling: the line that broke the pattern, and what was expected in its place";
        schema.Properties!["kind"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Description = "In what way the pattern was broken",
            Enum = [.. KindNameAttribute.Names.Select(name => System.Text.Json.Nodes.JsonValue.Create(name)!)],
        };
        schema.Properties["detectors"] = ListOf(new OpenApiSchema { Type = JsonSchemaType.String }, "All detectors that agreed");
        var expected = new OpenApiSchema();
        Fill(expected, ExpectedFields);
        schema.Properties["expected"] = ListOf(expected, "What was expected instead, most probable first");
        schema.Required = schema.Properties.Keys.ToHashSet();
    }

    private static void Fill(OpenApiSchema schema, IEnumerable<(string Name, JsonSchemaType Type, string Description)> fields)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Properties = fields.ToDictionary(
            field => field.Name, field => (IOpenApiSchema)new OpenApiSchema { Type = field.Type, Description = field.Description });
    }

    private static OpenApiSchema ListOf(OpenApiSchema item, string description) => new()
    {
        Type = JsonSchemaType.Array,
        Items = item,
        Description = description,
    };
}
