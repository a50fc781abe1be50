<?php
/* A must-use plugin: the switches of a site, from its site.json, looked at on every request.
 * doors: rest   401 | 403 (as a security plugin answers) | 404 | challenge | garbage | short (one post fewer than the totals say)
 *        feed   403 | 404 | challenge | garbage | excerpt
 *        sitemap, archive, page   403 | 404 | challenge */
$site = $GLOBALS['shahrkarimeh'];
$doors = (array) ($site['doors'] ?? []);

function shahrkarimeh_door(string $path): ?string {
    if (str_starts_with($path, '/wp-json') || isset($_GET['rest_route'])) return 'rest';
    if (preg_match('~^/(feed|rss|rdf|atom)\b~', $path) || isset($_GET['feed'])) return 'feed';
    if (preg_match('~^/(wp-)?sitemap~', $path)) return 'sitemap';
    if (preg_match('~^/(page/\d+/?)?$~', $path) && !isset($_GET['p'])) return 'archive';
    return $path === '/robots.txt' ? null : 'page';
}

$door = PHP_SAPI === 'cli' ? null : shahrkarimeh_door(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$how = $door === null ? null : ($doors[$door] ?? null);
if ($door === 'rest' && in_array($how, [401, 403], true)) {
    $code = $how === 401 ? 'rest_not_logged_in' : 'rest_forbidden';
    add_filter('rest_authentication_errors', fn() => new WP_Error($code, 'دسترسی به این بخش ممکن نیست.', ['status' => $how]));
} elseif ($how === 'short') {
    add_filter('rest_pre_echo_response', fn($rows) => is_array($rows) && array_is_list($rows) ? array_slice($rows, 1) : $rows);
} elseif ($how === 'excerpt') {
    add_filter('pre_option_rss_use_excerpt', fn() => 1);
} elseif ($how === 'challenge') {
    header('Content-Type: text/html; charset=utf-8');
    exit('<!DOCTYPE html><html><head><title>Just a moment...</title><meta http-equiv="refresh" content="5"></head>'
        . '<body><noscript>Enable JavaScript and cookies to continue</noscript><script>location.reload()</script></body></html>');
} elseif ($how === 'garbage') {
    header('Content-Type: ' . ($door === 'rest' ? 'application/json' : 'application/rss+xml') . '; charset=utf-8');
    exit($door === 'rest' ? '[{"id": 12, "title": {"rend' : '<?xml version="1.0"?><rss><channel><item><title>');
} elseif (is_int($how)) {
    http_response_code($how);
    header('Content-Type: text/html; charset=utf-8');
    exit("<!DOCTYPE html><html><head><title>$how</title></head><body><h1>$how</h1></body></html>");
}

if ($theme = $site['theme'] ?? null) {
    add_filter('pre_option_template', fn() => $theme);
    add_filter('pre_option_stylesheet', fn() => $theme);
}

/* Shown dates in the Iranian calendar with Persian digits, as the usual plugins do; the machine's formats stay. */
function shahrkarimeh_jalali(DateTimeInterface $time): string {
    $months = explode(' ', 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند');
    $newYear = fn(int $y): int => 365 * $y + intdiv(8 * $y + 21, 33) + 1947955;  // Julian day of 1 Farvardin
    $day = gregoriantojd((int) $time->format('n'), (int) $time->format('j'), (int) $time->format('Y'));
    $year = (int) $time->format('Y') - 621;
    if ($day < $newYear($year)) $year--;
    $n = $day - $newYear($year);
    [$month, $of] = $n < 186 ? [intdiv($n, 31), $n % 31] : [6 + intdiv($n - 186, 30), ($n - 186) % 30];
    $digits = array_combine(range(0, 9), mb_str_split('۰۱۲۳۴۵۶۷۸۹'));
    return strtr(($of + 1) . " $months[$month] $year", $digits);
}
if ($site['jalali'] ?? false) {
    add_filter('get_the_date', function ($shown, $format, $post) {
        return in_array($format, ['', false, 'j F Y'], true) ? shahrkarimeh_jalali(get_post_datetime($post)) : $shown;
    }, 10, 3);
}
