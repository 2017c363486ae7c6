using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorDetector.Http.Otlp.Wire;
using Google.Protobuf;

namespace ActorDetector.Http.Otlp;

/// <summary>Reads OTLP's own JSON: names in lowerCamelCase, 64-bit numbers as text or numbers, fields that are not known left out.</summary>
internal static partial class OtlpJson
{
    private const int Deepest = 64;

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">It is no such JSON; the message says what is wrong.</exception>
    public static ExportLogsServiceRequest Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
            var request = new ExportLogsServiceRequest();
            foreach (JsonElement resource in Items(document.RootElement, "resourceLogs"))
                request.ResourceLogs.Add(Resource(resource));
            return request;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The body is not OTLP's JSON: {fault.Message}", fault);
        }
    }

    private static ResourceLogs Resource(JsonElement json)
    {
        var logs = new ResourceLogs { Resource = new Resource() };
        if (Find(json, "resource") is { } resource)
            logs.Resource.Attributes.AddRange(Items(resource, "attributes").Select(Pair));
        foreach (JsonElement scope in Items(json, "scopeLogs"))
        {
            var records = new ScopeLogs();
            records.LogRecords.AddRange(Items(scope, "logRecords").Select(Record));
            logs.ScopeLogs.Add(records);
        }

        return logs;
    }

    private static LogRecord Record(JsonElement json)
    {
        var record = new LogRecord { TimeUnixNano = Nanoseconds(json, "timeUnixNano"), ObservedTimeUnixNano = Nanoseconds(json, "observedTimeUnixNano") };
        if (Find(json, "body") is { } body)
            record.Body = Value(body);
        return record;
    }

    private static KeyValue Pair(JsonElement json) => new()
    {
        Key = Find(json, "key") is { } key ? Text(key) : ByteString.Empty,
        Value = Find(json, "value") is { } value ? Value(value) : new AnyValue(),
    };

    private static AnyValue Value(JsonElement json)
    {
        if (Find(json, "stringValue") is { } text)
            return new AnyValue { StringValue = Text(text) };
        if (Find(json, "boolValue") is { } truth)
            return new AnyValue { BoolValue = truth.GetBoolean() };
        if (Find(json, "intValue") is { } whole)
            return new AnyValue { IntValue = Number(whole, "intValue", long.TryParse(Digits(whole), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number), number) };
        if (Find(json, "doubleValue") is { } real)
            return new AnyValue { DoubleValue = Number(real, "doubleValue", double.TryParse(Digits(real), NumberStyles.Float, CultureInfo.InvariantCulture, out double number), number) };
        if (Find(json, "bytesValue") is { } bytes)
            return new AnyValue { BytesValue = ByteString.CopyFrom(Number(bytes, "bytesValue", bytes.TryGetBytesFromBase64(out byte[]? raw), raw)) };
        if (Find(json, "arrayValue") is { } array)
        {
            var list = new ArrayValue();
            list.Values.AddRange(Items(array, "values").Select(Value));
            return new AnyValue { ArrayValue = list };
        }

        if (Find(json, "kvlistValue") is not { } pairs)
            return new AnyValue();
        var map = new KeyValueList();
        map.Values.AddRange(Items(pairs, "values").Select(Pair));
        return new AnyValue { KvlistValue = map };
    }

    private static ulong Nanoseconds(JsonElement json, string name) =>
        Find(json, name) is { } time ? Number(time, name, ulong.TryParse(Digits(time), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number), number) : 0;

    // A null field is a field that is not there.
    private static JsonElement? Find(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => Find(json, name)?.EnumerateArray() ?? default;

    private static string Digits(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    // Bytes stay what they are unless there are escapes: those are unescaped, a half of a character among them as U+FFFD, since senders cut texts
    // anywhere and one record must not spoil a request.
    private static ByteString Text(JsonElement json)
    {
        ReadOnlySpan<byte> quoted = json.ValueKind == JsonValueKind.String
            ? JsonMarshal.GetRawUtf8Value(json)
            : throw new FormatException($"The body is not OTLP's JSON: {Output.Printable.Shorten(json.GetRawText(), 40)} is no text.");
        if (!quoted.Contains((byte)'\\'))
            return ByteString.CopyFrom(quoted[1..^1]);
        string whole = Escape().Replace(Encoding.UTF8.GetString(quoted), escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);
        return ByteString.CopyFromUtf8(JsonSerializer.Deserialize<string>(whole)!);
    }

    private static T Number<T>(JsonElement json, string name, bool isNumber, T number) =>
        isNumber ? number : throw new FormatException($"The body is not OTLP's JSON: {name} is {Output.Printable.Shorten(json.GetRawText(), 40)}.");

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
