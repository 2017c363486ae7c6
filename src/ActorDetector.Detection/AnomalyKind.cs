namespace ActorDetector.Detection;

/// <summary>In what way a session broke the pattern.</summary>
public enum AnomalyKind
{
    /// <summary>A known log key that was not among the most probable.</summary>
    UnexpectedKey,

    /// <summary>A line whose template training never saw.</summary>
    UnseenTemplate,

    /// <summary>The session ended where more was to come.</summary>
    EarlyEnd,

    /// <summary>The session went on where its end was expected.</summary>
    BeyondEnd,

    /// <summary>A session that as a whole is not like those in training.</summary>
    StrangeSession,

    /// <summary>A session that a person marked as anomalous.</summary>
    MarkedAnomalous,

    /// <summary>A line of a known kind with a value, or a time since the line before, that lines of its kind do not have.</summary>
    ParameterValue,

    /// <summary>A line that a rule says is bad.</summary>
    KnownBad,
}
