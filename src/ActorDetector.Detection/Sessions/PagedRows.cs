namespace ActorDetector.Detection.Sessions;

/// <summary>Rows of equal length by slot, in pages, so that growing neither copies nor doubles the peak of memory.</summary>
/// <typeparam name="T">What a row holds.</typeparam>
public sealed class PagedRows<T>
    where T : struct
{
    private const int PageBits = 12;
    private const int PageRows = 1 << PageBits;
    private readonly int _length;
    private T[][] _pages = [];

    /// <summary>No rows of <paramref name="length"/> values each.</summary>
    public PagedRows(int length) => _length = length;

    /// <summary>The row of a slot; a row never written holds defaults.</summary>
    public Span<T> this[int slot]
    {
        get
        {
            int page = slot >> PageBits;
            if (page >= _pages.Length)
                Grow(page);
            return _pages[page].AsSpan((slot & (PageRows - 1)) * _length, _length);
        }
    }

    private void Grow(int page)
    {
        int from = _pages.Length;
        Array.Resize(ref _pages, page + 1);
        for (int i = from; i <= page; i++)
            _pages[i] = new T[PageRows * _length];
    }
}
