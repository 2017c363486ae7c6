using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ActorDetector.Actors.Sinks;

/// <summary>What follows from the answer to a request with anomalies.</summary>
/// <remarks>2xx: they were taken. 400, 413, 415 and 422 are about what was sent, and would be the answer for ever: the anomalies are refused. All
/// else may pass (408, 425, 429, 5xx), or passes when a person has put it right (a wrong address, a token that is not valid, a redirect): it is
/// tried again, and nothing is dropped.</remarks>
internal static class HttpAnswer
{
    /// <summary>Longest pause that the other side can ask for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The exception that stands for an answer; null when the anomalies were taken.</summary>
    /// <param name="peer">Who answered, for the message.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="says">What else it says; empty when it says nothing.</param>
    /// <param name="retryAfter">When to try again, if it says so.</param>
    /// <param name="now">The time now.</param>
    /// <param name="isOfEach">Whether a part of what was refused may be taken.</param>
    public static Exception? FaultOf(
        string peer, HttpStatusCode status, string says, RetryConditionHeaderValue? retryAfter, DateTimeOffset now, bool isOfEach)
    {
        int code = (int)status;
        if (code is >= 200 and < 300)
            return null;
        string number = code.ToString(CultureInfo.InvariantCulture);
        string answer = $"{peer} answered {number} ({Name(status)}){(says.Length > 0 ? $": {says}" : "")}{CureOf(code)}.";
        if (code is 400 or 413 or 415 or 422)
            return new SinkRefusedException(answer, isOfEach);
        TimeSpan? pause = retryAfter?.Delta ?? retryAfter?.Date - now;
        return pause > TimeSpan.Zero && (code is 429 or >= 500)
            ? new SinkBusyException(answer, pause.Value < LongestPause ? pause.Value : LongestPause)
            : new IOException(answer);
    }

    private static string Name(HttpStatusCode status) => Enum.IsDefined(status) ? status.ToString() : "unknown";

    private static string CureOf(int code) => code switch
    {
        >= 300 and < 400 => "; redirects are not followed, give the address that it leads to",
        401 or 403 => "; check the token",
        404 or 405 or 410 => "; check the URL",
        _ => "",
    };
}
