<?php
/* SHAHRKARIMEH_SITE=name php provision.php WORDPRESS < POSTS.jsonl > LINKS.jsonl
 * Installs a site into its empty database and puts the posts in by SQL, in the columns wp_insert_post() would fill.
 * In, a line: id, slug or null, title, html, date, date_gmt, modified, modified_gmt, categories, tags. Out: id, url. */
define('WP_INSTALLING', true);
ini_set('memory_limit', '1G');
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'SERVER_NAME' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
function wp_new_blog_notification() {}
function wp_mail() { return true; }
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
global $wpdb, $wp_rewrite;
$site = $GLOBALS['shahrkarimeh'];

wp_install($site['title'], 'admin', 'admin@example.invalid', true, '', 'admin', 'fa_IR');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $p) wp_delete_post($p->ID, true);
$options = ['timezone_string' => 'Asia/Tehran', 'gmt_offset' => '', 'date_format' => 'j F Y', 'time_format' => 'H:i', 'posts_per_page' => 10,
    'posts_per_rss' => 10, 'rss_use_excerpt' => 0, 'blog_public' => 1, 'default_comment_status' => 'closed', 'default_ping_status' => 'closed',
    'default_pingback_flag' => 0, 'fresh_site' => 0, 'wp_calendar_block_has_published_posts' => 1];
foreach ($options as $name => $value) update_option($name, $value);
$wp_rewrite->set_permalink_structure($site['permalinks']);
switch_theme($site['theme']);
wp_update_user(['ID' => 1, 'display_name' => 'تحریریه', 'nickname' => 'تحریریه']);
flush_rewrite_rules(false);

function term(string $taxonomy, string $name): int {
    static $known = [];
    if (!isset($known[$taxonomy][$name])) {
        $term = term_exists($name, $taxonomy) ?: wp_insert_term($name, $taxonomy);
        if (is_wp_error($term)) throw new RuntimeException("$taxonomy $name: " . $term->get_error_message());
        $known[$taxonomy][$name] = (int) $term['term_taxonomy_id'];
    }
    return $known[$taxonomy][$name];
}

function flush_rows(array &$rows, string $into): void {
    global $wpdb;
    if (!$rows) return;
    $wpdb->query("INSERT INTO $into VALUES " . implode(',', $rows));
    if ($wpdb->last_error) throw new RuntimeException($wpdb->last_error);
    $rows = [];
}

$into_posts = "$wpdb->posts (ID,post_author,post_date,post_date_gmt,post_content,post_title,post_excerpt,post_status,comment_status,ping_status,"
    . 'post_name,to_ping,pinged,post_modified,post_modified_gmt,post_content_filtered,guid,post_type)';
$into_terms = "$wpdb->term_relationships (object_id,term_taxonomy_id,term_order)";
$wpdb->query('SET autocommit=0');
$posts = $terms = $slugs = [];
while (($line = fgets(STDIN)) !== false) {
    $p = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $base = $slug = sanitize_title(rawurldecode($p['slug'] ?? '') ?: $p['title']);  // cut to 200 bytes, as WordPress does
    for ($k = 2; isset($slugs[$slug]); $k++) $slug = _truncate_post_slug($base, 200 - strlen("$k") - 1) . "-$k";
    $slugs[$slug] = true;
    $posts[] = $wpdb->prepare("(%d,1,%s,%s,%s,%s,'','publish','closed','closed',%s,'','',%s,%s,'',%s,'post')", $p['id'], $p['date'], $p['date_gmt'],
        $p['html'], $p['title'], $slug, $p['modified'], $p['modified_gmt'], home_url("/?p={$p['id']}"));
    foreach ($p['categories'] ?: ['دسته‌بندی نشده'] as $c) $terms[] = "({$p['id']}," . term('category', $c) . ',0)';
    foreach ($p['tags'] as $t) $terms[] = "({$p['id']}," . term('post_tag', $t) . ',0)';
    $url = home_url(strtr($site['permalinks'], ['%postname%' => $slug, '%post_id%' => $p['id']]));
    echo json_encode(['id' => $p['id'], 'url' => $url]), "\n";
    if (count($posts) >= 400) flush_rows($posts, $into_posts);
}
flush_rows($posts, $into_posts);
flush_rows($terms, $into_terms);
/* What no crawl may take for a post: a page, a draft, a post with a password, one of next year. */
$now = time();
foreach ([['post_type' => 'page', 'post_title' => 'درباره ما'], ['post_status' => 'draft', 'post_title' => 'پیش‌نویس'],
          ['post_status' => 'future', 'post_title' => 'خبر فردا', 'post_date' => gmdate('Y-m-d H:i:s', $now + 31536000)]] as $other)
    wp_insert_post($other + ['post_status' => 'publish', 'post_content' => '<p>این نوشته خبر نیست.</p>', 'post_author' => 1]);
foreach (['category', 'post_tag'] as $taxonomy)
    wp_update_term_count_now($wpdb->get_col($wpdb->prepare("SELECT term_taxonomy_id FROM $wpdb->term_taxonomy WHERE taxonomy=%s", $taxonomy)), $taxonomy);
$wpdb->query('COMMIT');
