namespace ActorDetector.Logs.Sessions;

/// <summary>What a <see cref="SessionTable"/> knows besides its sessions.</summary>
/// <param name="Opened">Sessions opened so far.</param>
/// <param name="Passive">Open sessions that are kept elsewhere.</param>
/// <param name="Used">Events so far.</param>
/// <param name="FirstTime">The log's first time, or <see cref="Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Now">The greatest time seen, or <see cref="Formats.ParsedLine.NoTime"/>.</param>
/// <param name="Arrived">When the latest line arrived: ticks UTC.</param>
/// <param name="IsLastFull">Whether the session used last is full, and is to be closed before the next event.</param>
public readonly record struct SessionTableState(int Opened, int Passive, long Used, long FirstTime, long Now, long Arrived, bool IsLastFull);
