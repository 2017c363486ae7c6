using System.Text;
using System.Text.RegularExpressions;

namespace ActorDetector.Logs.Reading;

/// <summary>A record begins at a line that a regular expression matches, and goes on until the next one.</summary>
internal sealed class RecordStartRule : RecordRule
{
    private readonly Regex _start;
    private char[] _text = [];

    public RecordStartRule(string pattern)
    {
        try
        {
            // Without backtracking no line, however hostile, takes more than time linear in its length.
            _start = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentException($"--record-start '{pattern}' is no regular expression that can be used here "
                + $"(look-around and back references cannot): {e.Message}", e);
        }
    }

    public override bool Joins(ReadOnlySpan<byte> line)
    {
        if (_text.Length < line.Length)
            _text = new char[Math.Max(line.Length, 2 * _text.Length)];
        int length = Encoding.UTF8.GetChars(line, _text);
        return !_start.IsMatch(_text.AsSpan(0, length));
    }
}
