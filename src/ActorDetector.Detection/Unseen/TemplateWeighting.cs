namespace ActorDetector.Detection.Unseen;

/// <summary>How a template's words make its vector.</summary>
public enum TemplateWeighting
{
    /// <summary>Their average.</summary>
    Average,

    /// <summary>Their average by TF-IDF: a word counts the more, the fewer templates have it.</summary>
    TfIdf,
}
