using System.Globalization;

namespace ActorDetector.Logs.Formats.Detection;

/// <summary>The headers that many programs write: a time, then perhaps a level, then perhaps a component, in the usual brackets.</summary>
internal static class GeneratedHeaders
{
    /// <summary>The name of the component's field, which is one word here.</summary>
    public const string Component = "Logger";

    private static readonly string[] Starts = ["{0} ", @"\[{0}\] ", "{0}: ", "{0}, ", "{0} - ", "{0} | ", "{0} : "];

    private static readonly string[] Levels =
    [
        @"\[<Process>\] <Level> ", @"<Level> \[<Process>\] ", "<Level> <Process> --- ", "<Process> <Level> ",
        "<Level> - ", @"\[<Level>\]: ", @"\[<Level>\] ", "<Level>: ", "<Level> | ", "- <Level> - ", @"\<<Level>\> ", "<Level> ", "",
    ];

    private static readonly string[] Components =
    [
        $@"\[<Thread>\] <{Component}> : ", $@"\[<Thread>\] <{Component}> - ", $@"\[<Thread>\] <{Component}>: ",
        $@"\[<{Component}>\]: ", $@"\[<{Component}>\] - ", $@"\[<{Component}>\] ",
        $"<{Component}> - ", $"<{Component}>: ", $"<{Component}> : ", $"<{Component}> | ", "- ", "",
    ];

    /// <summary>Every header that begins with a time of so many words, the most telling ones first.</summary>
    public static IEnumerable<(string Pattern, string TimeField)> Of(int timeWords) => Of(timeWords, Levels, Components);

    /// <summary>Those of them that have a time and nothing more.</summary>
    public static IEnumerable<(string Pattern, string TimeField)> OfTimeAlone(int timeWords) => Of(timeWords, [""], [""]);

    private static IEnumerable<(string Pattern, string TimeField)> Of(int timeWords, string[] levels, string[] components)
    {
        string[] names = timeWords switch
        {
            1 => ["Time"],
            2 => ["Date", "Time"],
            3 => ["Month", "Day", "Time"],
            _ => [.. Enumerable.Range(1, timeWords).Select(word => $"Time{word}")],
        };
        string time = string.Join(' ', names.Select(name => $"<{name}>"));
        string field = string.Join(',', names);
        return from level in levels
               from component in components
               from start in Starts
               select (string.Format(CultureInfo.InvariantCulture, start, time) + level + component + $"<{KnownNames.Content}>", field);
    }
}
