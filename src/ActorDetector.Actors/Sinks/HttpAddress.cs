namespace ActorDetector.Actors.Sinks;

/// <summary>Tells addresses that can be posted to.</summary>
internal static class HttpAddress
{
    /// <summary>What is wrong with an option's address; null when nothing is. An address with a password is not repeated.</summary>
    public static string? FaultOf(string option, string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || !(address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
            return $"{option} is '{url}': it must be an http or https URL, as https://example.org/anomalies.";
        return address.UserInfo.Length > 0 ? $"{option} holds a user name or password: give a bearer token in a file instead." : null;
    }
}
