namespace ActorDetector.SystemTests.Processes;

/// <summary>A model of JSON lines, whose entity is the field <c>host</c>, for all tests that only read it.</summary>
public sealed class JsonModel : IDisposable
{
    private readonly Workplace _place = new();

    public JsonModel()
    {
        _place.Write("train.json", string.Concat(Enumerable.Range(0, 100).Select(i => $$"""{"host": "pc-{{i % 5}}", "message": "disk {{i}} was read"}""" + "\n")));
        _place.Run(["train", "train.json", "-o", Folder, "--format", "json", "--entity-field", "host", .. Orders.Small]).With(0);
    }

    /// <summary>The model bundle.</summary>
    public string Folder => _place.PathOf("model");

    public void Dispose() => _place.Dispose();
}
