using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ActorDetector.Simulation;

namespace ActorDetector.Tests.Simulation;

/// <summary>A simulated log as text, its lines reduced to their constant parts.</summary>
internal sealed partial class SimulatedLog
{
    public SimulatedLog(IEnumerable<SimulatedLine> lines)
    {
        foreach (SimulatedLine line in lines)
            Lines.Add(new(line, Encoding.UTF8.GetString(line.Text.Span)));
        Sessions = [.. Lines.GroupBy(line => line.Simulated.Session).Select(session => session.ToArray())];
    }

    /// <summary>All lines in order.</summary>
    public List<Line> Lines { get; } = [];

    /// <summary>The lines of each session, in order.</summary>
    public IReadOnlyList<Line[]> Sessions { get; }

    public sealed class Line(SimulatedLine simulated, string text)
    {
        public SimulatedLine Simulated { get; } = simulated;

        public string Text { get; } = text;

        /// <summary>The content without all that varies.</summary>
        public string Template { get; } = Variable().Replace(Content(text), "*");

        /// <summary>The numbers of the content, by place.</summary>
        public long[] Numbers { get; } =
            [.. Number().Matches(Session().Replace(Content(text), "")).Select(match => long.Parse(match.Value, CultureInfo.InvariantCulture))];

        /// <summary>The kind of session, as <c>req</c>.</summary>
        public string Kind => Simulated.Session[..Simulated.Session.IndexOf('-', StringComparison.Ordinal)];

        private static string Content(string text) => text[text.IndexOf(": ", StringComparison.Ordinal)..];
    }

    [GeneratedRegex(FleetSimulator.SessionId)]
    private static partial Regex Session();

    [GeneratedRegex(@"\[[^]]+\]|/[\w/-]+|user\d+|\d+|GET|POST|PUT|orders|items|prices|users|small|medium|large|gpu|default|web\b|internal")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
