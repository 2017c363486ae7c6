using System.Globalization;
using System.Text;
using ActorDetector.Actors.ShardLogs;

namespace ActorDetector.Tests.ShardLogs;

/// <summary>Makes entries, appends and reads them.</summary>
internal static class Entries
{
    /// <summary>Some bytes that a test can tell from all others.</summary>
    public static byte[] Payload(int number, int length = 20)
    {
        byte[] payload = new byte[length];
        new Random(number).NextBytes(payload);
        Encoding.ASCII.GetBytes($"{number:D10}", payload);
        return payload;
    }

    /// <summary>The number of a payload.</summary>
    public static int NumberOf(ReadOnlySpan<byte> payload) => int.Parse(payload[..10], CultureInfo.InvariantCulture);

    public static ValueTask Append(IShardLog log, int shard, params byte[][] payloads) =>
        log.AppendAsync([.. payloads.Select(payload => new ShardEntry(shard, payload))], Soon());

    /// <summary>Waits for a shard and reads it.</summary>
    public static async Task<IShardLogReader> TakeAsync(IShardLog log, int shard, long from = 0)
    {
        await log.WaitForOfferAsync(shard, Soon());
        return log.Read(shard, from);
    }

    /// <summary>The next entry, its bytes copied.</summary>
    public static async Task<LogEntry> NextAsync(IShardLogReader reader)
    {
        LogEntry entry;
        while (!reader.TryRead(out entry))
            await reader.WaitAsync(Soon());
        return entry.Payload is { } bytes ? entry with { Payload = bytes.ToArray() } : entry;
    }

    /// <summary>The next entries.</summary>
    public static async Task<LogEntry[]> NextAsync(IShardLogReader reader, int count)
    {
        LogEntry[] entries = new LogEntry[count];
        for (int i = 0; i < count; i++)
            entries[i] = await NextAsync(reader);
        return entries;
    }

    public static IEnumerable<byte[]?> Payloads(IEnumerable<LogEntry> entries) => entries.Select(entry => entry.Payload?.ToArray());

    public static IEnumerable<int> Numbers(IEnumerable<LogEntry> entries) => entries.Select(entry => NumberOf(entry.Payload!.Value.Span));

    /// <summary>Ends a test that would wait for ever.</summary>
    public static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
}
