using System.Collections.Concurrent;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Tests.Made;

/// <summary>Sessions that are given as letters: a is log key 3, b is 4, and so on to e; ? is UNSEEN.</summary>
internal static class MadeSessions
{
    public const int Vocabulary = 8;

    private static readonly ConcurrentDictionary<string, ISessionDetector> Known = new();

    /// <summary>Normal sessions.</summary>
    public static WeightedSessions Normal => Of(("abcd", 60), ("abbcd", 40), ("abcbcd", 30), ("acd", 20), ("abcdd", 10), ("abbbcd", 5));

    /// <summary>The same, and two that are labelled as anomalies.</summary>
    public static WeightedSessions Labelled => Of(
        ("abcd", 60), ("abbcd", 40), ("abcbcd", 30), ("acd", 20), ("abcdd", 10), ("abbbcd", 5), ("dddd", 20), ("aeea", 20));

    /// <summary>Trains a kind on the normal sessions; a supervised one on the labelled ones.</summary>
    public static ISessionDetector Train(SessionDetectorKind kind, object? options = null, ulong seed = 1) => kind.IsSupervised
        ? kind.Train(Labelled, options, new SessionTrainingTerms(seed, [false, false, false, false, false, false, true, true]))
        : kind.Train(Normal, options, new SessionTrainingTerms(seed));

    /// <summary>A kind as trained with its own options, once for all tests: it never changes.</summary>
    public static ISessionDetector Trained(string name) => Known.GetOrAdd(name, missing => Train(missing));

    public static ISessionDetector Train(string name, object? options = null, ulong seed = 1) => Train(SessionDetectors.Find(name)!, options, seed);

    public static WeightedSessions Of(params (string Letters, int Times)[] sessions)
    {
        WeightedSessions all = new(Vocabulary);
        foreach ((string letters, int times) in sessions)
            all.Add(Keys(letters), times);
        return all;
    }

    public static ushort[] Keys(string letters) =>
        [.. letters.Select(letter => letter == '?' ? LogKey.Unseen : (ushort)(letter - 'a' + LogKey.FirstTemplate))];

    public static string Name(ushort key) => $"<template {(key == LogKey.Unseen ? "?" : (char)(key - LogKey.FirstTemplate + 'a'))}>";

    public static double Score(this ISessionDetector detector, string letters) => detector.Score(new SessionCounter(Vocabulary).View(Keys(letters)));

    public static string Explain(this ISessionDetector detector, string letters) =>
        detector.Explain(new SessionCounter(Vocabulary).View(Keys(letters)), Name);
}
