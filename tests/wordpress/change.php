<?php
/* SHAHRKARIMEH_SITE=name php change.php WORDPRESS < CHANGES.jsonl > DONE.jsonl
 * Changes a running site as an editor would. In, a line: {"do": "add", title, html} | {"do": "edit", id, title?, html?} | {"do": "trash", id}.
 * Out: id, url, title, html, and its times in UTC. */
$_SERVER += ['HTTP_HOST' => '127.0.0.1', 'SERVER_NAME' => '127.0.0.1', 'REQUEST_METHOD' => 'GET', 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1'];
require $argv[1] . '/wp-load.php';
kses_remove_filters();
while (($line = fgets(STDIN)) !== false) {
    $c = json_decode($line, true, 512, JSON_THROW_ON_ERROR);
    $fields = array_filter(['ID' => $c['id'] ?? null, 'post_title' => $c['title'] ?? null, 'post_content' => $c['html'] ?? null]);
    if ($c['do'] === 'trash') $id = wp_trash_post($c['id']) ? $c['id'] : 0;
    elseif ($c['do'] === 'edit') $id = wp_update_post(wp_slash($fields), true);
    else {  // as the editor does: a draft first, which is why a post's guid is its ?p= address
        $id = wp_insert_post(wp_slash($fields + ['post_status' => 'draft', 'post_author' => 1]), true);
        if (!is_wp_error($id)) wp_update_post(['ID' => $id, 'post_status' => 'publish']);
    }
    if (!$id || is_wp_error($id)) throw new RuntimeException("cannot $c[do]: $line");
    $p = get_post($id);
    echo json_encode(['id' => $id, 'url' => get_permalink($p), 'title' => $p->post_title, 'html' => $p->post_content,
        'published' => $p->post_date_gmt, 'modified' => $p->post_modified_gmt], JSON_UNESCAPED_UNICODE), "\n";
}
