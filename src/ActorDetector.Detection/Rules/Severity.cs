namespace ActorDetector.Detection.Rules;

/// <summary>How bad a line says it is, from the least to the worst; the levels of syslog (RFC 5424, table 2) that mean harm.</summary>
public enum Severity
{
    /// <summary>WARN, WARNING.</summary>
    Warning,

    /// <summary>ERR, ERROR, SEVERE.</summary>
    Error,

    /// <summary>CRIT, CRITICAL, FATAL, FAILURE.</summary>
    Critical,

    /// <summary>ALERT.</summary>
    Alert,

    /// <summary>EMERG, EMERGENCY, PANIC.</summary>
    Emergency,
}
