using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using ActorDetector.Detection.Events;
using ActorDetector.Logs;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Mining;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Pipeline;

/// <summary>The inputs of a command, read block by block: one thread reads ahead, some parse, and the caller gets the blocks in order.</summary>
/// <remarks>The blocks are few and go round, so memory stays the same however long the inputs are, and a slow caller makes the reader
/// wait.</remarks>
internal sealed class LogInputs
{
    private readonly IReadOnlyList<string> _files;
    private readonly ReadingOptions _reading;
    private readonly FormatOptions _format;
    private readonly SessionOptions _sessions;
    private readonly IReadOnlyList<byte[]> _names;
    private readonly ConcurrentQueue<(string Input, string Description)> _formats = new();
    private readonly long? _totalBytes;
    private volatile LogSource? _current;
    private long _bytesBefore;

    /// <summary>Inputs to be read.</summary>
    /// <param name="inputs">Paths, patterns, or <c>-</c>.</param>
    /// <param name="reading">How bytes become records.</param>
    /// <param name="format">What is known of the format.</param>
    /// <param name="sessions">How the entity is found in a line.</param>
    /// <exception cref="LogInputException">An input is not there.</exception>
    public LogInputs(IEnumerable<string> inputs, ReadingOptions reading, FormatOptions format, SessionOptions sessions)
    {
        _files = InputFiles.Resolve(inputs);
        _reading = reading;
        _format = format;
        _sessions = sessions;
        _names = [.. _files.Select(file => Encoding.UTF8.GetBytes(NameOf(file)))];
        _totalBytes = _files.All(File.Exists) ? _files.Sum(file => new FileInfo(file).Length) : null;
    }

    /// <summary>The inputs' names, by their numbers.</summary>
    public IReadOnlyList<string> Names => [.. _files.Select(NameOf)];

    /// <summary>Share of the inputs' bytes that was read; null when it cannot be known.</summary>
    public double? Fraction => _totalBytes is > 0 and long total ? Math.Min(1, (double)(_bytesBefore + (_current?.BytesRead ?? 0)) / total) : null;

    /// <summary>The account of the lines handed out so far.</summary>
    public LineCounts Counts { get; private set; } = new();

    /// <summary>The format of the first input; known once reading has begun.</summary>
    public ResolvedFormat? FirstFormat { get; private set; }

    /// <summary>What is to be said of the inputs' formats: each differing one once, with the first input that has it.</summary>
    public IReadOnlyCollection<(string Input, string Description)> Formats => [.. _formats];

    /// <summary>Reads all inputs from their beginning and parses their lines.</summary>
    /// <param name="templates">The templates that give log keys; null before there are any.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="parametersOf">By log key, whether events keep their parameters; null when none do.</param>
    /// <returns>Blocks in the inputs' order, each valid until the next.</returns>
    public IEnumerable<ParsedBlock> Read(TemplateTree? templates, CancellationToken cancellation, bool[]? parametersOf = null)
    {
        Counts = new LineCounts();
        _bytesBefore = 0;
        int parsers = Math.Max(1, Environment.ProcessorCount - 1);
        // One being read, one being judged, and one more than are being parsed, so that nobody waits for a free block.
        int blocks = parsers + 3;
        var free = new BlockingCollection<ParsedBlock>(blocks);
        for (int i = 0; i < blocks; i++)
            free.Add(new ParsedBlock(), CancellationToken.None);
        Channel<ParsedBlock> parsed = Channel.CreateBounded<ParsedBlock>(blocks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task reading = Task.Factory.StartNew(
            () => ReadAhead(templates, parametersOf, free, parsed.Writer, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (ParsedBlock block in parsed.Reader.ReadAllAsync(cancellation).ToBlockingEnumerable(cancellation))
            {
                block.Parsing.GetAwaiter().GetResult();
                Counts.Add(block.Events.Counts);
                yield return block;
                free.Add(block, CancellationToken.None);
            }
        }
        finally
        {
            stop.Cancel();
        }

        reading.GetAwaiter().GetResult();
    }

    private void ReadAhead(TemplateTree? templates, bool[]? parametersOf, BlockingCollection<ParsedBlock> free, ChannelWriter<ParsedBlock> parsed, CancellationToken stop)
    {
        Exception? fault = null;
        try
        {
            for (int number = 0; number < _files.Count; number++)
            {
                using LogSource source = LogSource.Open(_files[number], number, _format, _reading);
                _current = source;
                FirstFormat ??= source.Format;
                if (_formats.All(told => told.Description != source.Format.Description))
                    _formats.Enqueue((NameOf(_files[number]), source.Format.Description));
                ReadSource(source, templates, parametersOf, free, parsed, stop);
                _current = null;
                _bytesBefore += source.BytesRead;
            }
        }
        catch (Exception caught)
        {
            fault = caught is OperationCanceledException ? null : caught;
        }

        parsed.Complete(fault);
    }

    private void ReadSource(
        LogSource source,
        TemplateTree? templates,
        bool[]? parametersOf,
        BlockingCollection<ParsedBlock> free,
        ChannelWriter<ParsedBlock> parsed,
        CancellationToken stop)
    {
        var parsers = new ConcurrentBag<EventParser>();
        Task before = Task.CompletedTask;
        while (true)
        {
            ParsedBlock block = free.Take(stop);
            block.Source = source;
            if (!source.Read(block.Lines))
            {
                free.Add(block, CancellationToken.None);
                return;
            }

            // A parser that completes times from the lines before must see the blocks in their order.
            block.Parsing = source.Format.Format.NeedsOrder
                ? before.ContinueWith(_ => Parse(block, parsers, templates, parametersOf), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                : Task.Run(() => Parse(block, parsers, templates, parametersOf), CancellationToken.None);
            before = block.Parsing;
            parsed.TryWrite(block);
        }
    }

    private void Parse(ParsedBlock block, ConcurrentBag<EventParser> parsers, TemplateTree? templates, bool[]? parametersOf)
    {
        ResolvedFormat format = block.Source!.Format;
        if (!parsers.TryTake(out EventParser? parser))
            parser = EventParser.Create(format, _sessions, templates, _names, parametersOf);
        parser.Parse(block.Lines, block.Events);
        parsers.Add(parser);
    }

    private static string NameOf(string file) => file == InputFiles.StandardInput ? "standard input" : file;
}
