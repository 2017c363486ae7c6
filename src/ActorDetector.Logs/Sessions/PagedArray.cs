namespace ActorDetector.Logs.Sessions;

/// <summary>An array that grows page by page: nothing is copied and no memory is needed twice.</summary>
internal sealed class PagedArray<T>
    where T : unmanaged
{
    private const int PageBits = 12;
    private const int PageSize = 1 << PageBits;

    private T[][] _pages = [];
    private int _count;

    /// <summary>The element at an index below what <see cref="Grow"/> was last asked for.</summary>
    public ref T this[int index] => ref _pages[index >> PageBits][index & (PageSize - 1)];

    /// <summary>Makes room for so many elements; new ones are zero.</summary>
    public void Grow(int length)
    {
        while ((long)_count * PageSize < length)
        {
            if (_count == _pages.Length)
                Array.Resize(ref _pages, Math.Max(4, _count * 2));
            _pages[_count++] = new T[PageSize];
        }
    }
}
