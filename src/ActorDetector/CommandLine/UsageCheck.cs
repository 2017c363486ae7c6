using System.CommandLine;
using System.CommandLine.Parsing;
using ActorDetector.Output;

namespace ActorDetector.CommandLine;

/// <summary>What is wrong with a command line, in sentences.</summary>
/// <remarks>The parser takes a word that begins with a dash and is no option for an argument, so that <c>train --windw 5 app.log</c> would
/// read a file named <c>--windw</c>; here it is an option that does not exist. Behind <c>--</c> every word is an argument.</remarks>
internal static class UsageCheck
{
    /// <summary>The faults, or none. Unknown options come first, as the others often follow from them.</summary>
    public static IReadOnlyList<string> Faults(ParseResult parsed, IReadOnlyList<string> words)
    {
        Command command = parsed.CommandResult.Command;
        string[] unknown = [.. UnknownOptions(parsed, command)];
        return unknown.Length > 0
            ? unknown
            : [.. FlagsWithOtherValues(command, words), .. OptionsAsValues(parsed, command), .. ParserFaults(parsed, command)];
    }

    private static IEnumerable<string> UnknownOptions(ParseResult parsed, Command command)
    {
        HashSet<Token> literal = new(parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash), ReferenceEqualityComparer.Instance);
        IEnumerable<Token> arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Where(token => !literal.Contains(token));
        foreach (string word in arguments.Select(token => token.Value).Concat(parsed.UnmatchedTokens))
        {
            if (word.Length > 1 && word[0] == '-')
                yield return UnknownOption(word.Split('=', ':')[0], command);
        }
    }

    private static string UnknownOption(string word, Command command)
    {
        string owner = command is RootCommand ? App.Name : command.Name;
        IEnumerable<string> names = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return $"{Printable.Shorten(word, 100)} is not an option of {owner}.{NearestName.Question(word, names)}";
    }

    private static string UnknownCommand(string word, IEnumerable<string> commands) =>
        $"{Printable.Shorten(word, 100)} is not a command.{NearestName.Question(word, commands)}";

    private static IEnumerable<string> OptionsAsValues(ParseResult parsed, Command command)
    {
        HashSet<string> names = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name))];
        return parsed.CommandResult.Children.OfType<OptionResult>().SelectMany(option => option.Tokens.Where(token => names.Contains(token.Value))
            .Select(token => $"{option.Option.Name} needs a value: {option.Option.HelpName}, but {token.Value} follows"));
    }

    private static IEnumerable<string> FlagsWithOtherValues(Command command, IReadOnlyList<string> words)
    {
        foreach (Option flag in command.Options.Where(option => option.ValueType == typeof(bool)))
        {
            IEnumerable<string> flagged = words.TakeWhile(word => word != "--")
                .Where(word => word.StartsWith(flag.Name + "=", StringComparison.Ordinal));
            foreach (string word in flagged)
            {
                string value = word[(flag.Name.Length + 1)..];
                if (!bool.TryParse(value, out _))
                    yield return $"{flag.Name} {Printable.Shorten(value, 100)} is not true or false";
            }
        }
    }

    private static IEnumerable<string> ParserFaults(ParseResult parsed, Command command)
    {
        IEnumerable<string> commands = command.Subcommands.Select(other => other.Name);
        if (parsed.Errors.Count > 0 && command is RootCommand)
        {
            return parsed.UnmatchedTokens.Count > 0
                ? [UnknownCommand(parsed.UnmatchedTokens[0], commands)]
                : [$"a command is missing: one of {string.Join(", ", commands)}"];
        }

        return parsed.Errors.Select(error => error.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0 } argument => $"{command.Name} needs {argument.Argument.Name}: {argument.Argument.Description}",
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}",
            OptionResult option => $"{option.Option.Name} takes one value, but {option.Tokens.Count} were given",
            CommandResult when parsed.UnmatchedTokens.Count > 0 =>
                $"{Printable.Shorten(parsed.UnmatchedTokens[0], 100)} is one argument too many for {command.Name}",
            _ => Printable.Shorten(error.Message, 300),
        }).Distinct();
    }
}
