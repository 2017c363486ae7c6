namespace ActorDetector.Actors.Tests.Sinks.Made;

/// <summary>A test with the real Prometheus Alertmanager.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AlertmanagerFactAttribute : FactAttribute
{
    public AlertmanagerFactAttribute() =>
        Skip = Alertmanager.Program is null ? "needs prometheus-alertmanager (Debian's package of that name) in the PATH" : null;
}
