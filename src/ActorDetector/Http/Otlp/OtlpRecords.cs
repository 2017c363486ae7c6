using System.Text;
using ActorDetector.Http.Bodies;
using ActorDetector.Http.Otlp.Wire;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Http.Otlp;

/// <summary>The lines of an OTLP request: the bodies of its records, with their times and the entities of their resources.</summary>
internal static class OtlpRecords
{
    private const ulong NanosecondsOfTick = 100;

    /// <summary>The lines, in their order.</summary>
    /// <param name="request">The request.</param>
    /// <param name="entity">The resource attributes that name the entity, the first that is there.</param>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, long Time, ReadOnlyMemory<byte> Entity)> Of(ExportLogsServiceRequest request, IReadOnlyList<string> entity)
    {
        byte[][] names = [.. entity.Select(Encoding.UTF8.GetBytes)];
        foreach (ResourceLogs resource in request.ResourceLogs)
        {
            ReadOnlyMemory<byte> named = EntityOf(resource.Resource, names);
            foreach (LogRecord record in resource.ScopeLogs.SelectMany(scope => scope.LogRecords))
                yield return (OtlpValue.Text(record.Body), TimeOf(record), named);
        }
    }

    private static ReadOnlyMemory<byte> EntityOf(Resource? resource, byte[][] names)
    {
        foreach (byte[] name in names)
        {
            if (resource?.Attributes.FirstOrDefault(pair => pair.Key.Span.SequenceEqual(name)) is { } pair && OtlpValue.Text(pair.Value) is { IsEmpty: false } text)
                return text[..Math.Min(text.Length, EntityHint.MostBytes)];
        }

        return default;
    }

    private static long TimeOf(LogRecord record) => (record.TimeUnixNano, record.ObservedTimeUnixNano) switch
    {
        (0, 0) => ParsedLine.NoTime,
        (0, ulong observed) => Ticks(observed),
        (ulong time, _) => Ticks(time),
    };

    private static long Ticks(ulong nanoseconds) => DateTime.UnixEpoch.Ticks + (long)(nanoseconds / NanosecondsOfTick);
}
