namespace ActorDetector.Logs.Sessions;

/// <summary>An array that grows page by page, so that nothing is copied and no memory is needed twice: for what is kept of sessions by
/// slot.</summary>
/// <typeparam name="T">What an element, or each value of a row, is.</typeparam>
public sealed class PagedArray<T>
    where T : unmanaged
{
    private const int PageBits = 12;
    private const int PageSize = 1 << PageBits;

    private readonly int _width;
    private T[][] _pages = [];
    private int _count;

    /// <summary>An array without elements.</summary>
    /// <param name="width">Values of an element: with more than one, elements are rows.</param>
    public PagedArray(int width = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        _width = width;
    }

    /// <summary>The element, or the first value of the row, at an index below what <see cref="Grow"/> was last asked for.</summary>
    public ref T this[int index] => ref _pages[index >> PageBits][(index & (PageSize - 1)) * _width];

    /// <summary>The row at an index below what <see cref="Grow"/> was last asked for.</summary>
    public Span<T> Row(int index) => _pages[index >> PageBits].AsSpan((index & (PageSize - 1)) * _width, _width);

    /// <summary>Makes room for so many elements; new ones are zero.</summary>
    public void Grow(int length)
    {
        while ((long)_count * PageSize < length)
        {
            if (_count == _pages.Length)
                Array.Resize(ref _pages, Math.Max(4, _count * 2));
            _pages[_count++] = new T[PageSize * _width];
        }
    }
}
