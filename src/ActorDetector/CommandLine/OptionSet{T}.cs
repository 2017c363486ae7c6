using System.CommandLine;
using System.ComponentModel.DataAnnotations;

namespace ActorDetector.CommandLine;

/// <summary>An options record on the command line: each of its settable properties is an option named after it, <c>MaxLineBytes</c> as
/// <c>--max-line-bytes</c>, or as its <see cref="System.ComponentModel.DisplayNameAttribute"/> says.</summary>
/// <remarks>A value is taken from the first of these that has it: the command line, the environment, the settings file, the record's own
/// default. Wherever it came from it must be of the property's type and obey its validation attributes; together they must obey the record's
/// own rules (<see cref="IValidatableObject"/>). Properties may be bool, int, long,
/// ulong, double, string, TimeSpan, DateTimeOffset, an enum, one of these as nullable, or IReadOnlyList&lt;string&gt;.</remarks>
/// <typeparam name="T">The record.</typeparam>
public sealed class OptionSet<T>(Command command) : OptionSet(command, typeof(T))
    where T : class, new()
{
    /// <summary>The record as given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The environment and the settings file.</param>
    /// <param name="defaults">Values of what was not given; the record's own when null.</param>
    /// <exception cref="UsageException">A value is not allowed, or a required one is missing.</exception>
    public T Bind(ParseResult parsed, Settings settings, T? defaults = null) => (T)base.Bind(parsed, settings, defaults);
}
