using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorDetector.Http.Otlp.Wire;

namespace ActorDetector.Http.Otlp;

/// <summary>Values of OTLP as text.</summary>
internal static class OtlpValue
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as text: a string as it is, all else as JSON; nothing for no value.</summary>
    public static ReadOnlyMemory<byte> Text(AnyValue? value)
    {
        switch (value?.ValueCase ?? AnyValue.ValueOneofCase.None)
        {
            case AnyValue.ValueOneofCase.None:
                return default;
            case AnyValue.ValueOneofCase.StringValue:
                return value!.StringValue.Memory;
            default:
                var text = new ArrayBufferWriter<byte>();
                using (var json = new Utf8JsonWriter(text, Form))
                    Write(json, value!);
                return text.WrittenMemory;
        }
    }

    private static void Write(Utf8JsonWriter json, AnyValue value)
    {
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.StringValue:
                json.WriteStringValue(value.StringValue.ToStringUtf8());
                break;
            case AnyValue.ValueOneofCase.BoolValue:
                json.WriteBooleanValue(value.BoolValue);
                break;
            case AnyValue.ValueOneofCase.IntValue:
                json.WriteNumberValue(value.IntValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue when double.IsFinite(value.DoubleValue):
                json.WriteNumberValue(value.DoubleValue);
                break;
            case AnyValue.ValueOneofCase.DoubleValue: // JSON has no infinity
                json.WriteStringValue(value.DoubleValue.ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            case AnyValue.ValueOneofCase.BytesValue:
                json.WriteBase64StringValue(value.BytesValue.Span);
                break;
            case AnyValue.ValueOneofCase.ArrayValue:
                json.WriteStartArray();
                foreach (AnyValue item in value.ArrayValue.Values)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case AnyValue.ValueOneofCase.KvlistValue:
                json.WriteStartObject();
                foreach (KeyValue pair in value.KvlistValue.Values)
                {
                    json.WritePropertyName(pair.Key.ToStringUtf8());
                    Write(json, pair.Value ?? new AnyValue());
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
