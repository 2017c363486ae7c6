using System.Text.Json;
using ActorDetector.Logs.Formats.Times;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Formats.Json;

/// <summary>Reads lines that are JSON objects. Arrays have no fields; of a name that comes twice the last counts.</summary>
internal sealed class JsonParser(JsonPaths paths, FieldRoles roles, TimeParser? time) : FieldParser(roles, time)
{
    private const int MaxDepth = 64;

    private readonly FieldSlot[] _values = new FieldSlot[paths.Count];
    private readonly int[] _prefixes = new int[MaxDepth + 1];
    private readonly byte[] _path = new byte[JsonPaths.MaxBytes];
    private byte[] _scratch = [];
    private int _used;

    /// <summary>Told of each field that has a value and is not among the paths.</summary>
    public Action<ReadOnlySpan<byte>>? OnUnknown { get; init; }

    public override ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int field) => _values[field].Of(line, _scratch);

    protected override SkipReason Cut(ReadOnlySpan<byte> line)
    {
        Array.Clear(_values);
        ReadOnlySpan<byte> trimmed = Blanks.Trim(line);
        if (!trimmed.StartsWith((byte)'{') || !trimmed.EndsWith((byte)'}'))
            return SkipReason.Malformed;
        if (_scratch.Length < line.Length)
            _scratch = new byte[Math.Max(line.Length, 2 * _scratch.Length)];
        _used = 0;
        try
        {
            CutObject(line);
            return SkipReason.None;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader has no way to say so but these: broken JSON, and an escape that is no text.
            Array.Clear(_values);
            return SkipReason.Malformed;
        }
    }

    private void CutObject(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, new JsonReaderOptions { MaxDepth = MaxDepth });
        int pathLength = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    _prefixes[reader.CurrentDepth] = Append(pathLength, (byte)'.', isFirst: pathLength == 0);
                    break;
                case JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                case JsonTokenType.PropertyName:
                    pathLength = Append(_prefixes[reader.CurrentDepth - 1], ref reader);
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    Keep(ref reader, pathLength);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The length of the path with one more byte, or -1 when it does not fit.</summary>
    private int Append(int length, byte value, bool isFirst)
    {
        if (isFirst || length < 0)
            return length;
        if (length == _path.Length)
            return -1;
        _path[length] = value;
        return length + 1;
    }

    private int Append(int length, ref Utf8JsonReader name) =>
        length < 0 || name.ValueSpan.Length > _path.Length - length ? -1 : length + name.CopyString(_path.AsSpan(length));

    private void Keep(ref Utf8JsonReader reader, int pathLength)
    {
        if (pathLength < 0)
            return;
        ReadOnlySpan<byte> path = _path.AsSpan(0, pathLength);
        int place = paths.Find(path);
        if (place < 0)
        {
            OnUnknown?.Invoke(path);
            return;
        }

        if (reader.ValueIsEscaped)
        {
            int length = reader.CopyString(_scratch.AsSpan(_used));
            _values[place] = new FieldSlot(_used, length, InScratch: true);
            _used += length;
        }
        else
        {
            int quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
            _values[place] = new FieldSlot((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length);
        }
    }
}
