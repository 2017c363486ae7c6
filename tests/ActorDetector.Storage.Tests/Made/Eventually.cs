namespace ActorDetector.Storage.Tests.Made;

/// <summary>Waits for a thing, not for time.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!holds())
            await Task.Delay(10, limit.Token);
    }
}
