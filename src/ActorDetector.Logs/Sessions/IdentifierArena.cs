using System.Runtime.InteropServices;

namespace ActorDetector.Logs.Sessions;

/// <summary>The bytes of identifiers in shared pages, in blocks of a few sizes that are used again when they are free.</summary>
/// <remarks>Few sizes, so that what one size once held and gave back is not a multiple of all that is in use.</remarks>
internal sealed class IdentifierArena
{
    /// <summary>The longest identifier in bytes.</summary>
    public const int MaxLength = 256;

    private const int Unit = 16; // a block's place and size are whole units, so that an int can address 32 GB
    private const int PageUnits = 4096;
    private const int None = -1;

    // In units: 48 bytes are for UUIDs.
    private static readonly int[] BlockUnits = [1, 2, 3, 4, 8, MaxLength / Unit];

    private readonly List<byte[]> _pages = [];
    private readonly int[] _free = [None, None, None, None, None, None];
    private int _usedUnits = PageUnits; // of the last page

    /// <summary>The identifier in a block.</summary>
    public ReadOnlySpan<byte> Read(int block, int length) => Bytes(block, length);

    /// <summary>Keeps an identifier of at most <see cref="MaxLength"/> bytes.</summary>
    /// <returns>Its block.</returns>
    public int Keep(ReadOnlySpan<byte> identifier)
    {
        int size = SizeOf(identifier.Length);
        int block = _free[size];
        if (block == None)
            block = NewBlock(BlockUnits[size]);
        else
            _free[size] = MemoryMarshal.Read<int>(Bytes(block, sizeof(int)));

        identifier.CopyTo(Bytes(block, identifier.Length));
        return block;
    }

    /// <summary>Gives a block back.</summary>
    public void Release(int block, int length)
    {
        int size = SizeOf(length);
        MemoryMarshal.Write(Bytes(block, sizeof(int)), in _free[size]);
        _free[size] = block;
    }

    private static int SizeOf(int length)
    {
        int size = 0;
        while (BlockUnits[size] * Unit < length)
            size++;
        return size;
    }

    private int NewBlock(int units)
    {
        if (_usedUnits + units > PageUnits)
        {
            _pages.Add(new byte[PageUnits * Unit]);
            _usedUnits = 0;
        }

        int block = ((_pages.Count - 1) * PageUnits) + _usedUnits;
        _usedUnits += units;
        return block;
    }

    private Span<byte> Bytes(int block, int length) => _pages[block / PageUnits].AsSpan(block % PageUnits * Unit, length);
}
