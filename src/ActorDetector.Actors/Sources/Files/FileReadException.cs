namespace ActorDetector.Actors.Sources.Files;

/// <summary>A followed file cannot be read at present; told apart from a shard log that cannot be written.</summary>
internal sealed class FileReadException(string message, Exception inner) : Exception(message, inner);
