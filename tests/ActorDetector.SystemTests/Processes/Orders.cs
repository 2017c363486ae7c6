using System.Globalization;
using System.Text;

namespace ActorDetector.SystemTests.Processes;

/// <summary>The log of a small shop: every order is opened, paid, packed and sent.</summary>
internal static class Orders
{
    /// <summary>The header of every line.</summary>
    public const string Format = "<Date> <Time> <Level> <Component>: <Content>";

    /// <summary>What names the session of a line.</summary>
    public const string SessionId = @"ord-\d+";

    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Options with which a model of it is trained in no time.</summary>
    public static readonly string[] Small = ["--units", "8", "--layers", "1", "--embedding", "8", "--max-epochs", "3"];

    /// <summary>The command line that trains on a log of orders.</summary>
    public static string[] Train(string log, string model) =>
        ["train", log, "-o", model, "--format", Format, "--session-id", SessionId, .. Small];

    /// <summary>The four lines of each order, one order after the other.</summary>
    public static string Log(int orders, int first = 1) => string.Concat(Enumerable.Range(first, orders).Select(Order));

    /// <summary>The four lines of an order.</summary>
    public static string Order(int number) =>
        Line(number, 0, $"Order ord-{number} was opened by customer {number * 7}")
        + Line(number, 1, $"Payment of {(number % 90) + 10}.50 for ord-{number} was accepted")
        + Line(number, 2, $"Packed ord-{number} into box {number % 12}")
        + Line(number, 3, $"Sent ord-{number} to the address of customer {number * 7}");

    /// <summary>One line of an order.</summary>
    public static string Line(int number, int second, string content) => new StringBuilder()
        .Append(Start.AddSeconds((number * 5) + second).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        .Append(" INFO shop: ").Append(content).Append('\n').ToString();
}
