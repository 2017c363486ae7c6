using System.Diagnostics;

namespace ActorDetector.Tests.Shared;

/// <summary>Waits for what will be so, and fails when it takes too long.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Asks until the answer is good.</summary>
    public static async Task<T> Is<T>(Func<Task<T>> ask, Func<T, bool> good)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            T answer = await ask();
            if (good(answer))
                return answer;
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"It did not come to be: the last answer was {answer}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Asks until it is so.</summary>
    /// <param name="ask">Whether it is so.</param>
    /// <param name="state">What is told when it does not come to be.</param>
    public static async Task IsTrue(Func<bool> ask, Func<string>? state = null)
    {
        try
        {
            await Is(() => Task.FromResult(ask()), answer => answer);
        }
        catch (TimeoutException) when (state is not null)
        {
            throw new TimeoutException(state());
        }
    }
}
