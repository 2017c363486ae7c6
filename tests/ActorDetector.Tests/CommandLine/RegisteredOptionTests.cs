using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ActorDetector.CommandLine;
using ActorDetector.Commands;
using ActorDetector.Simulation;

namespace ActorDetector.Tests.CommandLine;

/// <summary>The options that the program really has.</summary>
public sealed class RegisteredOptionTests
{
    public static TheoryData<Type> Records =>
    [
        .. typeof(TrainCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(AppCommand)))
            .SelectMany(OptionRecords.Of).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_option_takes_the_default_that_its_help_shows(Type record) =>
        GetType().GetMethod(nameof(TakesItsDefaults), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(record).Invoke(null, null);

    private static void TakesItsDefaults<T>() where T : class, new()
    {
        using TemporaryFolder folder = new();
        Command command = new("any");
        OptionSet<T> options = new(command);
        string[] required = [.. command.Options.Where(option => option.Description!.Contains("[required", StringComparison.Ordinal)).Select(option => option.Name)];
        foreach (Option option in command.Options)
        {
            Match shown = Regex.Match(option.Description!, @"[\[ ]default: ([^;\]]*)");
            string[] words = [.. required.SelectMany(name => new[] { name, "x" }), .. shown.Success ? new[] { option.Name, shown.Groups[1].Value } : []];
            T bound = options.Bind(command.Parse(words), ActorDetector.CommandLine.Settings.Load(folder.Path));
            PropertyInfo property = OptionRecords.PropertiesOf(typeof(T)).Single(property => OptionRecords.OptionOf(property) == option.Name);
            if (!property.IsDefined(typeof(RequiredAttribute)))
                property.GetValue(bound).ShouldBe(property.GetValue(new T()), option.Name);
        }
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T10:00Z", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00", "2026-03-01T10:00:00Z")]
    [InlineData("2026-03-01T10:00:00.5+02:00", "2026-03-01T08:00:00.5Z")]
    public void A_time_without_a_zone_is_UTC(string given, string meant)
    {
        Bind(given).ShouldBe(DateTimeOffset.Parse(meant, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("yesterday", "--start yesterday is not a time, as 2026-01-05")]
    [InlineData("01/02/2026", "--start 01/02/2026 is not a time")]
    [InlineData("1969-12-31", "--start 1969-12-31 is out of range: 1970-01-01T00:00:00Z to 2200-01-01T00:00:00Z")]
    public void A_time_that_is_not_allowed_is_refused_with_what_is(string given, string says) =>
        Should.Throw<UsageException>(() => Bind(given)).Message.ShouldStartWith(says);

    private static DateTimeOffset Bind(string start)
    {
        using TemporaryFolder folder = new();
        Command command = new("simulate");
        OptionSet<SimulationOptions> options = new(command);
        return options.Bind(command.Parse(["--start", start]), ActorDetector.CommandLine.Settings.Load(folder.Path)).Start;
    }
}
