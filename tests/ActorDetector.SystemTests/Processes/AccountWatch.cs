using System.Globalization;
using System.Text.RegularExpressions;

namespace ActorDetector.SystemTests.Processes;

/// <summary>Scrapes a node's metrics while it works: at every scrape lines = events + skipped + dropped for every source, and none of them goes back.</summary>
internal sealed partial class AccountWatch : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, double> _last = [];
    private readonly Task _watching;

    public AccountWatch(MortalNode node) => _watching = WatchAsync(node);

    /// <summary>How often the account was right.</summary>
    public int Scrapes { get; private set; }

    /// <summary>Ends the watch; fails when an account was wrong.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _watching;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAny(_watching);
        _stop.Dispose();
    }

    private async Task WatchAsync(MortalNode node)
    {
        while (!_stop.IsCancellationRequested)
        {
            Check(await node.AskAsync(living => living.GetAsync("/metrics")));
            Scrapes++;
            await Task.Delay(Pause);
        }
    }

    private void Check(string metrics)
    {
        Dictionary<string, double> now = Counter().Matches(metrics).ToDictionary(
            match => match.Groups["name"].Value + match.Groups["labels"].Value,
            match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));
        foreach ((string counter, double value) in _last)
            now.GetValueOrDefault(counter).ShouldBeGreaterThanOrEqualTo(value, $"{counter} went back");
        foreach (string source in Counter().Matches(metrics).Select(match => match.Groups["source"].Value).Distinct())
        {
            double Sum(string name) => now.Where(pair => pair.Key.StartsWith($"{name}_total{{source=\"{source}\"", StringComparison.Ordinal)).Sum(pair => pair.Value);
            Sum("lines").ShouldBe(Sum("events") + Sum("skipped") + Sum("dropped"), $"the account of {source}: {metrics}");
        }

        foreach ((string counter, double value) in now)
            _last[counter] = value;
    }

    [GeneratedRegex(@"^actordetector_(?<name>(?:lines|events|skipped|dropped|anomalies)_total)(?<labels>\{source=""(?<source>[^""]*)""[^}]*\}) (?<value>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Counter();
}
