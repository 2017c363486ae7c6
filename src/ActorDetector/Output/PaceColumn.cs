using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorDetector.Output;

/// <summary>Shows count, rate and time left beside a bar.</summary>
internal sealed class PaceColumn : ProgressColumn
{
    // Set by the thread that works, read by the one that draws.
    private volatile string _text = "";

    /// <summary>What is shown.</summary>
    public string Text
    {
        get => _text;
        set => _text = value;
    }

    /// <inheritdoc/>
    protected override bool NoWrap => true;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(_text);
}
