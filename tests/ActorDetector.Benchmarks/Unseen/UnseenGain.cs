using System.Diagnostics;
using ActorDetector.Detection;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Detection.Unseen;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Words;
using ActorDetector.Logs.Mining;

namespace ActorDetector.Benchmarks.Unseen;

/// <summary>What resolving unseen templates by meaning gains: each template is held out of training once, a share of them at a time, with all its lines;
/// then the rest of the log is judged without resolving, and with it.</summary>
internal sealed class UnseenGain(LogPart training, LogPart test, UnseenOptions options, WordOptions words)
{
    private const int MostShown = 12;

    /// <summary>Measures and prints.</summary>
    /// <param name="log">HDFS or BGL, plain or .gz.</param>
    /// <param name="settings">Pairs of --labels FILE, --train SHARE (0.5), --share SHARE (0.25), --epochs N (15), --threshold T, --seed N (1).</param>
    public static int Run(string log, string[] settings)
    {
        Dictionary<string, string> given = settings.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        LogPart all = LogPart.Read(log, given.GetValueOrDefault("--labels"));
        (LogPart first, LogPart rest) = all.Split(Number("--train", 0.5));
        UnseenOptions options = new() { UnseenThreshold = given.ContainsKey("--threshold") ? Number("--threshold", 0) : null };
        UnseenGain gain = new(first.Where((line, _) => !line.Labelled), rest, options, new() { WordSeed = (ulong)Number("--seed", 1) });
        gain.Measure(Number("--share", 0.25), (int)Number("--epochs", 15));
        return 0;

        double Number(string name, double otherwise) =>
            given.TryGetValue(name, out string? text) ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
    }

    private void Measure(double share, int epochs)
    {
        TemplateTree tree = Mine(training);
        Console.WriteLine($"{training.Lines.Count:N0} normal lines to learn from with {tree.Templates.Count} templates, {test.Lines.Count:N0} lines to judge");
        (TemplateTree kept, NextKeyModel model) = Learn(training, epochs);
        TemplateMatcher ofAll = kept.CreateMatcher();
        Console.WriteLine($"nothing held out, unresolved: {Verdicts.Of(model, test, content => LogKey.OfTemplate(ofAll.Match(content)))}");
        Judge("nothing held out, resolved", model, kept);

        int rounds = Math.Min((int)Math.Round(1 / share), tree.Templates.Count);
        (Verdicts without, Verdicts with) = (new(0, 0, 0, 0), new(0, 0, 0, 0));
        for (int round = 0; round < rounds; round++)
        {
            // Templates are in order of count: so each round has frequent and rare ones.
            HashSet<int> held = [.. Enumerable.Range(0, tree.Templates.Count).Where(id => id % rounds == round)];
            TemplateMatcher matcher = tree.CreateMatcher();
            (kept, model) = Learn(training.Where((line, _) => !held.Contains(matcher.Match(line.Content))), epochs);
            Console.WriteLine($"--- round {round + 1}: {held.Count} templates held out");
            foreach (int id in held)
                Console.WriteLine($"      out: {tree.Templates[id].Text}");
            TemplateMatcher known = kept.CreateMatcher();
            Verdicts unresolved = Verdicts.Of(model, test, content => LogKey.OfTemplate(known.Match(content)));
            Console.WriteLine($"unresolved: {unresolved}");
            without += unresolved;
            with += Judge("resolved", model, kept);
        }

        Console.WriteLine($"all {rounds} rounds, unresolved: {without}");
        Console.WriteLine($"all {rounds} rounds, resolved:   {with}");
    }

    private Verdicts Judge(string what, NextKeyModel model, TemplateTree kept)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TemplateMeanings meanings = TemplateMeanings.Train(kept.Templates, words, options);
        double seconds = clock.Elapsed.TotalSeconds;
        UnseenResolver resolver = new(meanings, kept, options);
        TemplateMatcher matcher = kept.CreateMatcher();
        Verdicts verdicts = Verdicts.Of(model, test, KeyOf);
        Console.WriteLine($"{what}: {verdicts}; {resolver.Resolved:N0} of {resolver.Lines:N0} unseen lines resolved; threshold {meanings.Threshold:F3}, learned in {seconds:F2} s");
        foreach (UnseenTemplate template in resolver.Templates.OrderBy(template => template.Meaning.Key == LogKey.Unseen).ThenByDescending(template => template.Count).Take(MostShown))
        {
            Meaning meaning = template.Meaning;
            string nearest = meaning.Nearest == LogKey.Unseen ? "nothing" : kept.Templates[meaning.Nearest - LogKey.FirstTemplate].Text;
            Console.WriteLine($"  {(meaning.Key == LogKey.Unseen ? "UNSEEN  " : "RESOLVED")} {template.Count,7:N0} × '{Cut(template.Text)}' ~ {meaning.Similarity:F3} '{Cut(nearest)}'");
        }

        return verdicts;

        ushort KeyOf(byte[] content)
        {
            int id = matcher.Match(content);
            return id >= 0 ? LogKey.OfTemplate(id) : resolver.Resolve(content, out _);
        }
    }

    private static string Cut(string text) => text.Length > 90 ? text[..90] + "…" : text;

    private static TemplateTree Mine(LogPart lines)
    {
        TemplateMiner miner = TemplateMiner.Create(new(), new());
        foreach (HeldLine line in lines.Lines)
            miner.Learn(line.Content);
        return miner.Freeze();
    }

    private static (TemplateTree Kept, NextKeyModel Model) Learn(LogPart lines, int epochs)
    {
        TemplateTree tree = Mine(lines);
        TemplateMatcher matcher = tree.CreateMatcher();
        SessionCollector sessions = new(lines.Bounded ? new() { SessionId = "x" } : new(), lines.Bounded);
        foreach (Detection.Events.EventBlock block in lines.Events(content => LogKey.OfTemplate(matcher.Match(content))))
            sessions.Add(block);
        sessions.Finish();
        TrainedNextKey trained = NextKeyTraining.Train(sessions.Sessions, lines.Bounded, new(), new TrainingOptions { MaxEpochs = epochs });
        return (tree.Keep(trained.KeptTemplates), trained.Model);
    }
}
