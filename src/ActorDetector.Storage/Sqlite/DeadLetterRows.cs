using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Writes dead letters, the oldest giving way at once: a flood of them must not fill the disk.</summary>
internal static class DeadLetterRows
{
    /// <summary>Adds letters.</summary>
    public static void Add(Database database, IReadOnlyList<DeadLetter> letters, int most)
    {
        foreach (DeadLetter letter in letters)
        {
            database.Execute(
                "INSERT INTO dead_letters (time, actor, message, reason) VALUES (?1, ?2, ?3, ?4)",
                letter.Time, Texts.Bytes(letter.Actor, Bounds.DeadLetterCharacters), Texts.Bytes(letter.Message, Bounds.DeadLetterCharacters), Texts.Bytes(letter.Reason, Bounds.DeadLetterCharacters));
        }

        if (letters.Count > 0)
            database.Execute("DELETE FROM dead_letters WHERE number <= (SELECT max(number) FROM dead_letters) - ?1", most);
    }
}
